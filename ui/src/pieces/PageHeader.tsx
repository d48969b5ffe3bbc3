import { Fragment, useEffect, type ReactNode } from 'react';
import { Link } from 'react-router';
import { useArrival } from './useArrival';

/** The head of every page: where one is, its one title, what it is, and what one can do. Sets the window's title too. */
export function PageHeader(props: {
  title: string;
  /** What leads here: label and address, outermost first. */
  trail?: [string, string][];
  /** Beside the title, such as a state. */
  mark?: ReactNode;
  description?: ReactNode;
  actions?: ReactNode;
}) {
  const heading = useArrival<HTMLHeadingElement>(props.title);
  useEffect(() => {
    document.title = `${props.title} · Tributary`;
  }, [props.title]);
  return (
    <header className="page-header">
      <div>
        {props.trail && (
          <nav className="trail" aria-label="Breadcrumb">
            {props.trail.map(([label, to], index) => (
              <Fragment key={to}>
                {index > 0 && <span aria-hidden="true">/</span>}
                <Link to={to}>{label}</Link>
              </Fragment>
            ))}
          </nav>
        )}
        <div className="page-title">
          <h1 ref={heading} tabIndex={-1}>
            {props.title}
          </h1>
          {props.mark}
        </div>
        {props.description && <p className="page-description">{props.description}</p>}
      </div>
      {props.actions && <div className="page-actions">{props.actions}</div>}
    </header>
  );
}
