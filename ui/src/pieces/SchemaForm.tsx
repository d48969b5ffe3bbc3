import { NumberField } from '@react-spectrum/s2/NumberField';
import { Picker, PickerItem } from '@react-spectrum/s2/Picker';
import { Switch } from '@react-spectrum/s2/Switch';
import { TextArea } from '@react-spectrum/s2/TextArea';
import { TextField } from '@react-spectrum/s2/TextField';
import type { JsonSchema } from '../api/types';
import { spoken, type Values } from './forms';

/**
 * A form made from a JSON schema, so that a new source needs no page of its own. Passwords are
 * hidden, enumerations become choices, the schema's words its help.
 */
export function SchemaForm({ schema, values, onChange, wrong = {} }: { schema: JsonSchema; values: Values; onChange: (values: Values) => void; wrong?: Record<string, string> }) {
  const required = new Set(schema.required ?? []);
  const fields = Object.entries(schema.properties ?? {}).sort(([a], [b]) => Number(required.has(b)) - Number(required.has(a)));
  return (
    <div className="form">
      {fields.map(([name, field]) => (
        <SchemaField
          key={name}
          name={name}
          field={field}
          isRequired={required.has(name)}
          value={values[name]}
          onChange={(value) => onChange({ ...values, [name]: value })}
          wrong={wrong[name]}
        />
      ))}
    </div>
  );
}

function SchemaField(props: { name: string; field: JsonSchema; isRequired: boolean; value: unknown; onChange: (value: unknown) => void; wrong: string | undefined }) {
  const { name, field, isRequired, value, onChange } = props;
  const common = {
    label: field.title ?? spoken(name),
    description: field.description,
    isRequired,
    isInvalid: props.wrong !== undefined,
    errorMessage: props.wrong,
    UNSAFE_style: { width: '100%' },
  };
  if (field.enum) {
    const options = field.enum.map((one) => ({ id: String(one), value: one }));
    return (
      <Picker {...common} items={options} selectedKey={value === undefined ? null : String(value)} onSelectionChange={(key) => onChange(options.find(({ id }) => id === key)?.value)}>
        {(option) => <PickerItem id={option.id}>{option.id}</PickerItem>}
      </Picker>
    );
  }
  if (field.type === 'boolean') {
    return (
      <Switch isSelected={value === true} onChange={onChange}>
        {common.label}
      </Switch>
    );
  }
  if (field.type === 'integer' || field.type === 'number') {
    return (
      <NumberField
        {...common}
        value={typeof value === 'number' ? value : NaN}
        onChange={onChange}
        formatOptions={{ useGrouping: false, ...(field.type === 'integer' ? { maximumFractionDigits: 0 } : {}) }}
        {...(field.minimum === undefined ? {} : { minValue: field.minimum })}
        {...(field.maximum === undefined ? {} : { maxValue: field.maximum })}
      />
    );
  }
  const text = value === undefined ? '' : typeof value === 'string' ? value : JSON.stringify(value);
  const long = field.type === 'object' || field.type === 'array' || field.format === 'multiline' || /privateKey|certificate|keyFile|json/i.test(name);
  if (long && field.format !== 'password') return <TextArea {...common} value={text} onChange={onChange} />;
  return (
    <TextField
      {...common}
      value={text}
      onChange={onChange}
      type={field.format === 'password' ? 'password' : field.format === 'uri' ? 'url' : 'text'}
      autoComplete={field.format === 'password' ? 'new-password' : 'off'}
      placeholder={field.examples?.[0] === undefined ? undefined : String(field.examples[0])}
    />
  );
}
