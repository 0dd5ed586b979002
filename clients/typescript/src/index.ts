export { beginConnection } from './beginConnection';
export { completeConnection, type CompleteOptions, type Outcome } from './completeConnection';
export { keepAnswer } from './keptAnswer';
export { type Provider } from './provider';
