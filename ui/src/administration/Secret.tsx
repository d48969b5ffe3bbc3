import { Button } from '@react-spectrum/s2/Button';
import { ButtonGroup } from '@react-spectrum/s2/ButtonGroup';
import { Content } from '@react-spectrum/s2/Content';
import { Dialog } from '@react-spectrum/s2/Dialog';
import { Heading } from '@react-spectrum/s2/Heading';
import type { ReactNode } from 'react';
import { Code } from '../pieces/Code';

/** Something that is shown this once. Lies in a DialogContainer; nothing but its button closes it. */
export function ShownOnce({ title, children, secrets, onClose }: { title: string; children: ReactNode; secrets: [name: string, value: string][]; onClose: () => void }) {
  return (
    <Dialog size="L" isKeyboardDismissDisabled>
      <Heading slot="title">{title}</Heading>
      <Content>
        <div className="dialog-form">
          <p className="remark">This is shown once, and nobody can have it shown again. Copy it now.</p>
          {secrets.map(([name, value]) => (
            <div key={name}>
              <span className="label">{name}</span>
              <Code text={value} label={`Copy the ${name.toLowerCase()}`} />
            </div>
          ))}
          <p>{children}</p>
        </div>
      </Content>
      <ButtonGroup>
        <Button variant="accent" onPress={onClose}>
          I have it
        </Button>
      </ButtonGroup>
    </Dialog>
  );
}
