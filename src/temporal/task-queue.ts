/** Where conversations and their activities are worked on. */
export const taskQueue = 'baton';
