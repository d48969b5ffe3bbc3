/** What the set-up of the trial is at; the run itself follows. */
export const STAGES = ['Connect an account', 'Look for people', 'Make a schema and a dataset', 'Map columns to fields', 'Start the flow'] as const;
