import { ActionButton } from '@react-spectrum/s2/ActionButton';
import { Suspense, useRef, useState, type ReactNode, type RefObject } from 'react';
import { Boundary } from './Boundary';

/** At which element the popup opens, and how it says that it is done. */
export interface PopupProps {
  trigger: RefObject<Element | null>;
  close: () => void;
}

interface Props {
  /** Needed where the button shows no text. */
  label?: string | undefined;
  kind: 'menu' | 'dialog';
  size?: 'S' | 'M';
  popup: (props: PopupProps) => ReactNode;
  children: ReactNode;
}

/** A quiet button with a popup, whose code is fetched when it is first wanted: it is no part of the first screen. */
export function PopupButton({ label, kind, size = 'M', popup, children }: Props) {
  const trigger = useRef<Element | null>(null);
  const [isOpen, setOpen] = useState(false);
  return (
    <>
      <ActionButton
        isQuiet
        size={size}
        ref={(button) => void (trigger.current = button?.UNSAFE_getDOMNode() ?? null)}
        {...(label !== undefined && { 'aria-label': label })}
        aria-haspopup={kind}
        aria-expanded={isOpen}
        onPress={() => setOpen(true)}
      >
        {children}
      </ActionButton>
      {isOpen && (
        <Boundary>
          <Suspense>{popup({ trigger, close: () => setOpen(false) })}</Suspense>
        </Boundary>
      )}
    </>
  );
}
