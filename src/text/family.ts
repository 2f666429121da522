import type { Locale } from '#kernel';

/** A sentence with holes, as paraglide compiles it. */
type Sentence = (inputs: Readonly<Record<string, string>>, options: { locale: Locale }) => string;

/**
 * Sentences of one kind by the code they speak of. Written out key by key, because a look-up over all
 * messages would put every sentence of the system into the script of every page that uses one.
 */
export type Family = Readonly<Record<string, Sentence | undefined>>;
