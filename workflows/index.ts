export { conversation } from './conversation.ts';
export { suggestion } from './suggestion.ts';
