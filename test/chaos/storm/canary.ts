/** Stands in every failure's own words: whoever finds it where a customer reads, or in a log, has found a leak. */
export const canary = 'CANARY-d41e77';

/** Stands in what one agent tells another, which no customer is to read. */
export const inward = 'INWARD-5b0c92';
