import { Button } from '@react-spectrum/s2/Button';
import { ButtonGroup } from '@react-spectrum/s2/ButtonGroup';
import { Content } from '@react-spectrum/s2/Content';
import { Dialog } from '@react-spectrum/s2/Dialog';
import { Footer } from '@react-spectrum/s2/Footer';
import { Heading } from '@react-spectrum/s2/Heading';
import { TextField } from '@react-spectrum/s2/TextField';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useState, type ReactNode } from 'react';
import { Link } from 'react-router';
import { send, type Call } from '../api/client';
import { refresh } from '../api/queries';
import { useHere } from '../api/session';
import { Bones } from './Bones';
import { CopyAsApiCall } from './CopyAsApiCall';
import { Problem } from './Problem';

/** Something that stands in the way of a deletion, and where it is. */
export interface Obstacle {
  label: string;
  href: string;
}

interface Deletion {
  /** Such as "flow". */
  noun: string;
  name: string;
  /** What becomes of the rest. */
  children: ReactNode;
  /** Undefined while it is not known yet. */
  obstacles: Obstacle[] | undefined;
  error?: unknown;
  /** Carried out one after the other. */
  calls: Call[];
  isTyped?: boolean;
  verb?: string;
  onClose: () => void;
  onDeleted?: () => void;
}

const MOST = 8;

/**
 * Asks before something is deleted: says what goes with it, what stays, and what stands in the way.
 * What cannot be had again asks for its name to be typed. Lies in a DialogContainer.
 */
export function DeleteDialog(props: Deletion) {
  const [typed, setTyped] = useState('');
  const { noun, name, children, obstacles, error, calls, verb = 'Delete' } = props;
  const { caller } = useHere();
  const client = useQueryClient();
  const deletion = useMutation({
    mutationFn: async () => {
      for (const call of calls) await send(caller, call);
    },
    onSuccess: () => {
      // The page of what is gone must not ask for it again before it is left.
      void refresh(client, caller, undefined, props.onDeleted !== undefined);
      props.onClose();
      props.onDeleted?.();
    },
    onError: () => refresh(client, caller),
  });
  const blocked = obstacles === undefined || obstacles.length > 0;
  return (
    <Dialog size="M">
      <Heading slot="title">
        {verb} {name}?
      </Heading>
      <Content>
        <div className="delete">
          {error !== undefined && error !== null && <Problem title="It is not known what depends on it" error={error} />}
          {!error && obstacles === undefined && <Bones lines={2} />}
          {obstacles && obstacles.length > 0 && <InTheWay noun={noun} obstacles={obstacles} />}
          {!blocked && <div>{children}</div>}
          {!blocked && props.isTyped && <TextField label={`Type ${name} to ${verb.toLowerCase()} it`} value={typed} onChange={setTyped} autoComplete="off" UNSAFE_style={{ width: '100%' }} />}
          {deletion.error && <Problem error={deletion.error} />}
        </div>
      </Content>
      <Footer>{!blocked && <CopyAsApiCall calls={calls} label="API" />}</Footer>
      <ButtonGroup>
        <Button variant="secondary" onPress={props.onClose}>
          {blocked ? 'Close' : 'Cancel'}
        </Button>
        {!blocked && (
          <Button variant="negative" isDisabled={props.isTyped === true && typed.trim() !== name} isPending={deletion.isPending} onPress={() => deletion.mutate()}>
            {verb}
          </Button>
        )}
      </ButtonGroup>
    </Dialog>
  );
}

function InTheWay({ noun, obstacles }: { noun: string; obstacles: Obstacle[] }) {
  return (
    <>
      <p>
        This {noun} cannot go while it is used. {obstacles.length === 1 ? 'This depends on it:' : `These ${obstacles.length} depend on it:`}
      </p>
      <ul>
        {obstacles.slice(0, MOST).map(({ label, href }) => (
          <li key={href + label}>
            <Link to={href}>{label}</Link>
          </li>
        ))}
        {obstacles.length > MOST && <li>and {obstacles.length - MOST} more</li>}
      </ul>
    </>
  );
}
