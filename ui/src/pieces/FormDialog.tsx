import { Button } from '@react-spectrum/s2/Button';
import { ButtonGroup } from '@react-spectrum/s2/ButtonGroup';
import { Content } from '@react-spectrum/s2/Content';
import { Dialog } from '@react-spectrum/s2/Dialog';
import { Footer } from '@react-spectrum/s2/Footer';
import { Heading } from '@react-spectrum/s2/Heading';
import type { ReactNode } from 'react';
import type { Call } from '../api/client';
import { CopyAsApiCall } from './CopyAsApiCall';
import { Problem } from './Problem';

/** A few fields in front of the page, and one thing to be done with them. Lies in a DialogContainer. */
export function FormDialog(props: { title: string; children: ReactNode; call: Call; label: string; onPress: () => void; isPending: boolean; isDisabled?: boolean; error: unknown; onClose: () => void }) {
  return (
    <Dialog size="M">
      <Heading slot="title">{props.title}</Heading>
      <Content>
        <form
          className="dialog-form"
          onSubmit={(event) => {
            event.preventDefault();
            if (!props.isDisabled) props.onPress();
          }}
        >
          {props.children}
          {props.error !== undefined && props.error !== null && <Problem error={props.error} />}
        </form>
      </Content>
      <Footer>
        <CopyAsApiCall calls={props.call} label="API" />
      </Footer>
      <ButtonGroup>
        <Button variant="secondary" onPress={props.onClose}>
          Cancel
        </Button>
        <Button variant="accent" isDisabled={props.isDisabled ?? false} isPending={props.isPending} onPress={props.onPress}>
          {props.label}
        </Button>
      </ButtonGroup>
    </Dialog>
  );
}
