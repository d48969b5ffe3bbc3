import { Button } from '@react-spectrum/s2/Button';
import { ButtonGroup } from '@react-spectrum/s2/ButtonGroup';
import { Content } from '@react-spectrum/s2/Content';
import { Dialog } from '@react-spectrum/s2/Dialog';
import { Footer } from '@react-spectrum/s2/Footer';
import { Heading } from '@react-spectrum/s2/Heading';
import { TextArea } from '@react-spectrum/s2/TextArea';
import { TextField } from '@react-spectrum/s2/TextField';
import { useState } from 'react';
import { CATALOG, type Call } from '../api/client';
import { useSend } from '../api/queries';
import type { DataSet } from '../api/types';
import { CopyAsApiCall } from '../pieces/CopyAsApiCall';
import { Problem } from '../pieces/Problem';

/** What a dataset is called and said to be. Its table keeps its name. Lies in a DialogContainer. */
export function DescribeDialog({ id, dataSet, onClose }: { id: string; dataSet: DataSet; onClose: () => void }) {
  const [name, setName] = useState(dataSet.name);
  const [description, setDescription] = useState(dataSet.description ?? '');
  // The version that was there when the dialog opened: what somebody else changed meanwhile is not overwritten.
  const [etag] = useState(dataSet.version);
  const save = useSend([`${CATALOG}/dataSets`]);
  const call: Call = { method: 'PATCH', path: `${CATALOG}/dataSets/${id}`, ...(etag ? { etag } : {}), body: { name: name.trim(), description: description.trim() || null } };
  return (
    <Dialog size="M">
      <Heading slot="title">Edit {dataSet.name}</Heading>
      <Content>
        <div className="delete describe">
          <TextField label="Name" isRequired value={name} onChange={setName} UNSAFE_style={{ width: '100%' }} />
          <TextArea label="Description" value={description} onChange={setDescription} UNSAFE_style={{ width: '100%' }} />
          {save.error && <Problem error={save.error} />}
        </div>
      </Content>
      <Footer>
        <CopyAsApiCall calls={call} label="API" />
      </Footer>
      <ButtonGroup>
        <Button variant="secondary" onPress={onClose}>
          Cancel
        </Button>
        <Button variant="accent" isDisabled={name.trim() === ''} isPending={save.isPending} onPress={() => save.mutate(call, { onSuccess: onClose })}>
          Save
        </Button>
      </ButtonGroup>
    </Dialog>
  );
}
