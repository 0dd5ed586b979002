export { beginConnection } from './beginConnection.js';
export { completeConnection, type CompleteOptions, type Outcome } from './completeConnection.js';
export { keepAnswer } from './keptAnswer.js';
export { type Provider } from './provider.js';
