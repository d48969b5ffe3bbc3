import '../setup/setup.css';
import { Button } from '@react-spectrum/s2/Button';
import type { ReactNode } from 'react';
import { Link } from 'react-router';
import type { Call } from '../api/client';
import { CopyAsApiCall } from './CopyAsApiCall';
import { PageHeader } from './PageHeader';
import { Refusal } from './Refusal';

/** A page on which something is changed: what, the fields, and the way out by saving or not. */
export function EditFrame(props: {
  title: string;
  trail: [string, string][];
  text?: ReactNode;
  children: ReactNode;
  /** Where one goes without saving. */
  back: string;
  save?: { label?: string; onPress: () => void; isPending?: boolean; isDisabled?: boolean };
  error?: unknown;
  /** What a refusal means here, in a few words. */
  refused?: string;
  calls?: Call[];
  note?: ReactNode;
}) {
  const { save } = props;
  return (
    <>
      <PageHeader title={props.title} trail={props.trail} description={props.text} actions={props.calls && props.calls.length > 0 && <CopyAsApiCall calls={props.calls} label="API" />} />
      <div className="setup-step edit">
        {props.children}
        {props.error !== undefined && props.error !== null && <Refusal error={props.error} title={props.refused} />}
      </div>
      <footer className="setup-foot">
        <span className="quiet">{props.note}</span>
        <span className="spring" />
        <Link className="back" to={props.back}>
          Cancel
        </Link>
        {save && (
          <Button variant="accent" size="L" onPress={save.onPress} isPending={save.isPending ?? false} isDisabled={save.isDisabled ?? false}>
            {save.label ?? 'Save'}
          </Button>
        )}
      </footer>
    </>
  );
}
