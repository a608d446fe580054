export { Costly } from './costly.decorator.js';
export { networkOf } from './network-of.js';
export { tooMany } from './too-many.js';
