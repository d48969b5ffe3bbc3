/* Run by `npm test`: Vite puts what is tested into one file, Node's own runner runs it. */
import './format.test.ts';
import './mapping.test.ts';
import './client.test.ts';
import './runs.test.ts';
import './dataset.test.ts';
import './administration.test.ts';
import './trial.test.ts';
import './calls.test.ts';
