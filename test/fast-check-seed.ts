import { configureGlobal } from 'fast-check';

/**
 * Properties see the same cases in every run of the suite, so that a failure is the change's own;
 * `FC_SEED=$RANDOM npm test` explores others.
 */
configureGlobal({ seed: Number(process.env.FC_SEED ?? '20261125') });
