import { Button } from '@react-spectrum/s2/Button';
import { SegmentedControl, SegmentedControlItem } from '@react-spectrum/s2/SegmentedControl';
import { useState } from 'react';
import { FLOW_SERVICE, query, type Call } from '../api/client';
import { sourceName, useList, useSend } from '../api/queries';
import type { Connection, ConnectionSpec } from '../api/types';
import { Bones } from '../pieces/Bones';
import { Problem } from '../pieces/Problem';
import { Status } from '../pieces/Status';
import { Ago } from '../pieces/Times';
import { AccountForm } from './AccountForm';
import { SetupFrame } from './SetupFrame';

const checkCall = (account: string): Call => ({ method: 'GET', path: `${FLOW_SERVICE}/connections/${account}/test` });

/** Step one: the account to read from, one that there is or a new one. */
export function AccountStep({ spec, onChosen }: { spec: ConnectionSpec; onChosen: (account: string) => void }) {
  const property = [`connectionSpec.id==${spec.id}`];
  const accounts = useList<Connection>('connections', { property, limit: 1000 });
  const [chosen, setChosen] = useState<string>();
  const [wanted, setWanted] = useState<'existing' | 'new'>();
  const some = accounts.items.length > 0;
  const kind = some ? (wanted ?? 'existing') : 'new';
  const account = chosen ?? accounts.items[0]?.id;
  return (
    <SetupFrame
      source={sourceName(spec)}
      step="account"
      reached="account"
      title="Which account?"
      text="An account holds the credentials of one portal, server or bucket. Many flows can share it."
      {...(kind === 'existing' && account
        ? {
            next: { onPress: () => onChosen(account) },
            calls: [{ method: 'GET', path: `${FLOW_SERVICE}/connections${query({ property })}` }, checkCall(account)],
          }
        : {})}
    >
      {accounts.isPending && <Bones lines={3} height={56} />}
      {some && (
        <SegmentedControl aria-label="Account" selectedKey={kind} onSelectionChange={(key) => setWanted(key as 'existing' | 'new')}>
          <SegmentedControlItem id="existing">Existing</SegmentedControlItem>
          <SegmentedControlItem id="new">New</SegmentedControlItem>
        </SegmentedControl>
      )}
      {kind === 'existing' && (
        <div className="options" role="radiogroup" aria-label="Accounts">
          {accounts.items.map((one) => (
            <AccountOption key={one.id} account={one} isChosen={one.id === account} choose={() => setChosen(one.id)} />
          ))}
        </div>
      )}
      {!accounts.isPending && kind === 'new' && <AccountForm key={spec.id} spec={spec} onConnected={onChosen} />}
    </SetupFrame>
  );
}

function AccountOption({ account, isChosen, choose }: { account: Connection; isChosen: boolean; choose: () => void }) {
  const check = useSend([]);
  return (
    <div className={isChosen ? 'option option-chosen' : 'option'}>
      <label>
        <input type="radio" name="account" checked={isChosen} onChange={choose} />
        <span>
          <strong>{account.name ?? account.id}</strong>
          <span className="quiet">
            {account.auth?.specName} · created <Ago at={account.createdAt} />
          </span>
        </span>
      </label>
      <span className="option-aside">
        <Status of={account.state} />
        <Button variant="secondary" size="S" isPending={check.isPending} onPress={() => check.mutate(checkCall(account.id))}>
          {check.isSuccess ? 'Works' : 'Check'}
        </Button>
      </span>
      {check.error && <Problem title="The source refuses this account now" error={check.error} />}
    </div>
  );
}
