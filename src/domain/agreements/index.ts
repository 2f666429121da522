export { signContract } from './contract.acts.ts';
export { stopProject } from './stop.acts.ts';
