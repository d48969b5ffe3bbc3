import { Fragment } from 'react';

/** A name or path that may be broken behind its dots and underscores, and nowhere else if that is enough. */
export function Path({ of }: { of: string }) {
  return of.split(/(?<=[._])/).map((part, index) => (
    <Fragment key={index}>
      {index > 0 && <wbr />}
      {part}
    </Fragment>
  ));
}
