import { ActionButton } from '@react-spectrum/s2/ActionButton';
import Checkmark from '@react-spectrum/s2/icons/Checkmark';
import Copy from '@react-spectrum/s2/icons/Copy';
import { useState } from 'react';

/** Text to be taken elsewhere, with a button that copies it. */
export function Code({ text, label = 'Copy' }: { text: string; label?: string }) {
  const [copied, setCopied] = useState(false);
  const copy = async () => {
    await navigator.clipboard.writeText(text);
    setCopied(true);
    setTimeout(() => setCopied(false), 2000);
  };
  return (
    <div className="code">
      <pre tabIndex={0}>{text}</pre>
      <ActionButton isQuiet size="S" aria-label={copied ? 'Copied' : label} onPress={() => void copy()}>
        {copied ? <Checkmark /> : <Copy />}
      </ActionButton>
      <span className="unseen" role="status">
        {copied ? 'Copied' : ''}
      </span>
    </div>
  );
}
