import './setup.css';
import { Button } from '@react-spectrum/s2/Button';
import Checkmark from '@react-spectrum/s2/icons/Checkmark';
import type { ReactNode } from 'react';
import { Link, useLocation } from 'react-router';
import type { Call } from '../api/client';
import { CopyAsApiCall } from '../pieces/CopyAsApiCall';
import { PageHeader } from '../pieces/PageHeader';
import { Refusal } from '../pieces/Refusal';
import { useArrival } from '../pieces/useArrival';
import { SourceIcon } from '../pieces/SourceIcon';
import { STEPS, type Step } from './draft';

const NAMES: Record<Step, string> = {
  account: 'Account',
  data: 'Data',
  dataset: 'Dataset',
  mapping: 'Mapping',
  schedule: 'Schedule',
  review: 'Review',
};

/** A step of the set-up: where one is in it, what is to be done, and the way on. */
export function SetupFrame(props: {
  source: string;
  step: Step;
  /** How far one may go; steps before it lead back. */
  reached: Step;
  href?: (step: Step) => string | undefined;
  title: string;
  text: ReactNode;
  children: ReactNode;
  next?: { label?: string; onPress: () => void; isPending?: boolean; isDisabled?: boolean };
  back?: string;
  error?: unknown;
  calls?: Call[];
  note?: ReactNode;
}) {
  const { next } = props;
  const heading = useArrival<HTMLHeadingElement>(props.step);
  const isDraft = useLocation().pathname.startsWith('/flows');
  return (
    <>
      <PageHeader
        title={`Set up ${props.source}`}
        trail={[isDraft ? ['Flows', '/flows'] : ['Sources', '/sources']]}
        mark={<SourceIcon name={props.source} size={32} />}
        actions={props.calls && <CopyAsApiCall calls={props.calls} label="API" />}
      />
      <div className="setup">
        <Stepper {...props} />
        <section className="setup-step" aria-labelledby="step-title">
          <h2 id="step-title" ref={heading} tabIndex={-1}>
            {props.title}
          </h2>
          <p className="quiet setup-text">{props.text}</p>
          {props.children}
          {props.error !== undefined && props.error !== null && <Refusal error={props.error} />}
        </section>
      </div>
      <footer className="setup-foot">
        <span className="quiet">{props.note}</span>
        <span className="spring" />
        {props.back && (
          <Link className="back" to={props.back}>
            Back
          </Link>
        )}
        {next && (
          <Button variant="accent" size="L" onPress={next.onPress} isPending={next.isPending ?? false} isDisabled={next.isDisabled ?? false}>
            {next.label ?? 'Next'}
          </Button>
        )}
      </footer>
    </>
  );
}

function Stepper({ step, reached, href }: { step: Step; reached: Step; href?: (step: Step) => string | undefined }) {
  const current = STEPS.indexOf(step);
  const furthest = STEPS.indexOf(reached);
  return (
    <nav aria-label="Steps" className="stepper">
      <p className="stepper-brief">
        Step {current + 1} of {STEPS.length}: <strong>{NAMES[step]}</strong>
      </p>
      <ol>
        {STEPS.map((one, index) => {
          const to = index <= furthest && index !== current ? href?.(one) : undefined;
          const state = index === current ? 'now' : index < furthest ? 'done' : index === furthest ? 'open' : 'ahead';
          return (
            <li key={one} className={`stepper-${state}`} aria-current={index === current ? 'step' : undefined}>
              <span className="stepper-mark" aria-hidden="true">
                {state === 'done' ? <Checkmark /> : index + 1}
              </span>
              {to ? <Link to={to}>{NAMES[one]}</Link> : <span>{NAMES[one]}</span>}
            </li>
          );
        })}
      </ol>
    </nav>
  );
}
