/** How many years after its own a decision may promise money of: đề án điểm run two to three years. */
export const YEARS_AHEAD = 2;
