export { Costly } from './costly.decorator.js';
