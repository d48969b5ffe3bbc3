/** What to do about a kind of failure, and where. */
export interface Advice {
  text: string;
  link?: [label: string, to: string];
}

/** Where the things of a run are to be found. */
export interface Places {
  flow: string;
  account: string | undefined;
}

/**
 * The next step, by the code of an error and whether a field is named. What is not known here says
 * what to do in its own message.
 */
export function advice({ code, field }: { code: string; field?: string }, { flow, account }: Places): Advice | undefined {
  if (field !== undefined) {
    return { text: 'Change what the mapping puts into this field, or allow the value in the schema. Then run again.', link: ['Change the mapping', `/flows/${flow}/mapping`] };
  }
  if (code === 'INGEST-1212-400') {
    return { text: 'Mend the causes below, or allow a larger share of rejected records.', link: ['Edit the flow', `/flows/${flow}/edit`] };
  }
  if (/^(CONNECTOR-1001|FLOW-110\d)-/.test(code)) {
    return { text: 'The source did not answer as it should. See whether the account still works.', ...(account ? { link: ['Check the account', `/accounts/${account}`] as [string, string] } : {}) };
  }
  return undefined;
}
