/** What a colour says; always together with a shape and a word. */
export type Tone = 'neutral' | 'info' | 'waiting' | 'good' | 'bad';
