import { Button } from '@react-spectrum/s2/Button';
import { ButtonGroup } from '@react-spectrum/s2/ButtonGroup';
import { Content } from '@react-spectrum/s2/Content';
import { Dialog, DialogContainer } from '@react-spectrum/s2/Dialog';
import { Heading } from '@react-spectrum/s2/Heading';
import { TextField } from '@react-spectrum/s2/TextField';
import { useDeferredValue, useState } from 'react';
import { changesOf } from '../administration/changes';
import { Frame } from '../administration/Frame';
import type { AuditLine, Verdict } from '../api/adminTypes';
import { ADMINISTRATION, query } from '../api/client';
import { usePages, useSend } from '../api/queries';
import { CopyAsApiCall } from '../pieces/CopyAsApiCall';
import { DataTable, type TableColumn } from '../pieces/DataTable';
import { Empty } from '../pieces/Empty';
import { Facts } from '../pieces/Facts';
import { Only, Toolbar, useFilters } from '../pieces/filters';
import { count, counted } from '../pieces/format';
import { spoken } from '../pieces/forms';
import { Problem } from '../pieces/Problem';
import { When } from '../pieces/Times';

const PATH = `${ADMINISTRATION}/audit`;
const NOUNS = ['connection', 'sourceConnection', 'targetConnection', 'flow', 'run', 'dataSet', 'mappingSet', 'schema', 'descriptor', 'connectionSpec', 'flowSpec', 'sandbox', 'user', 'apiClient', 'organisation'];
const DAY = 86_400_000;

type Listed = AuditLine & { line: string };

const nameOf = ({ after, before, line }: Listed) => String(after?.name ?? after?.title ?? before?.name ?? before?.title ?? line);

const COLUMNS: TableColumn<Listed>[] = [
  { key: 'at', name: 'When', width: 180, cell: (line) => <When at={line.at} />, text: (line) => `${line.verb} ${line.noun} ${line.line}` },
  { key: 'verb', name: 'What', width: '1fr', minWidth: 170, cell: (line) => `${spoken(line.verb)} ${worded(line.noun)}` },
  { key: 'name', name: 'Which', room: 'some', width: '2fr', minWidth: 180, cell: nameOf, text: nameOf },
  { key: 'user', name: 'Who', room: 'some', width: '1fr', minWidth: 160, cell: (line) => line.user },
  { key: 'sandbox', name: 'Sandbox', room: 'much', width: 120, cell: (line) => line.sandbox ?? '–' },
  { key: 'number', name: 'Line', room: 'much', width: 90, align: 'end', cell: (line) => count(line.number) },
];

/** "API client" in the middle of a sentence. */
function worded(noun: string): string {
  const text = spoken(noun);
  return /^[A-Z]{2}/.test(text) ? text : text.charAt(0).toLowerCase() + text.slice(1);
}

/** Who changed what, and when. */
export default function Audit() {
  const filters = useFilters();
  const [opened, setOpened] = useState<Listed>();
  const who = useDeferredValue(filters.get('who') ?? '');
  const days = Number(filters.get('days') ?? 0);
  const [now] = useState(() => Math.floor(Date.now() / 60_000) * 60_000);
  const parameters = { limit: 100, noun: filters.get('noun'), who: who.trim() || undefined, from: days > 0 ? now - days * DAY : undefined };
  const lines = usePages<AuditLine>(PATH, parameters, { every: 15_000 });
  // A line's number names it; its id is that of what was changed, which may be there many times.
  const items = lines.items.map((line): Listed => ({ ...line, line: line.id, id: String(line.number) }));
  return (
    <Frame title="Audit log" description="Every change, by whom, with what was there before and after. Lines are chained by their hashes: one that is altered or missing is found." actions={<CopyAsApiCall calls={[{ method: 'GET', path: PATH + query(parameters) }, { method: 'GET', path: `${PATH}/verify` }]} label="API" />}>
      <Toolbar>
        <TextField aria-label="Who" placeholder="User or client" value={filters.get('who') ?? ''} onChange={(text) => filters.set('who', text)} autoComplete="off" UNSAFE_style={{ width: 240 }} />
        <Only filters={filters} name="noun" label="What" options={NOUNS.map((noun) => [noun, spoken(noun)])} />
        <Only
          filters={filters}
          name="days"
          label="When"
          options={[
            ['1', 'Last day'],
            ['7', 'Last 7 days'],
            ['30', 'Last 30 days'],
          ]}
        />
        <span className="spring" />
        <Verify />
      </Toolbar>
      <DataTable label="Audit log" columns={COLUMNS} items={items} state={lines} onOpen={setOpened} empty={<Empty title="No lines">Nothing that matches has been changed.</Empty>} />
      <DialogContainer onDismiss={() => setOpened(undefined)}>{opened && <Line line={opened} onClose={() => setOpened(undefined)} />}</DialogContainer>
    </Frame>
  );
}

/** Has the whole chain computed again. */
function Verify() {
  const verify = useSend<Verdict>([]);
  return (
    <>
      {verify.error && <Problem error={verify.error} />}
      {verify.data && (
        <span role="status" className={verify.data.intact ? 'intact' : 'attention-bad'}>
          {verify.data.intact ? `All ${counted(verify.data.lines, 'line')} hold.` : `Line ${verify.data.brokenAt} does not hold: ${verify.data.reason}`}
        </span>
      )}
      <Button variant="secondary" isPending={verify.isPending} onPress={() => verify.mutate({ method: 'GET', path: `${PATH}/verify` })}>
        Verify the chain
      </Button>
    </>
  );
}

function Line({ line, onClose }: { line: Listed; onClose: () => void }) {
  const changes = changesOf(line.before, line.after);
  return (
    <Dialog size="XL">
      <Heading slot="title">
        {spoken(line.verb)} {worded(line.noun)} {nameOf(line)}
      </Heading>
      <Content>
        <div className="dialog-form">
          <Facts
            facts={[
              ['Who', line.user],
              ['When', <When at={line.at} />],
              ['Through', <code>{line.client || '–'}</code>],
              ['Id', <code>{line.line}</code>],
            ]}
          />
          {changes.length === 0 && <p className="quiet">No field differs.</p>}
          {changes.length > 0 && (
            <div className="rows" tabIndex={0} role="region" aria-label="Changes" style={{ maxHeight: 360 }}>
              <table>
                <thead>
                  <tr>
                    <th scope="col">Field</th>
                    <th scope="col">Before</th>
                    <th scope="col">After</th>
                  </tr>
                </thead>
                <tbody>
                  {changes.map(({ path, before, after }) => (
                    <tr key={path}>
                      <td title={path}>{path}</td>
                      <td title={before}>{before ?? '–'}</td>
                      <td title={after}>{after ?? '–'}</td>
                    </tr>
                  ))}
                </tbody>
              </table>
            </div>
          )}
          <p className="problem-facts">
            Line {line.number}, hash <code>{line.hash}</code>
          </p>
        </div>
      </Content>
      <ButtonGroup>
        <Button variant="secondary" onPress={onClose}>
          Close
        </Button>
      </ButtonGroup>
    </Dialog>
  );
}
