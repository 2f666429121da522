import { Kept } from '#platform/server';

/** What the desk and the pages on time have reckoned last, the same for all officers of a province: some hundred filters. */
export const kept = new Kept(300);
