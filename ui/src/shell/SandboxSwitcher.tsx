import { ActionButton } from '@react-spectrum/s2/ActionButton';
import { Menu, MenuItem, MenuTrigger, MenuSection, Header, Heading, Text } from '@react-spectrum/s2/Menu';
import { useHere } from '../api/session';

/** The sandbox that everything on the page belongs to; another one is another address. */
export function SandboxSwitcher() {
  const { session, sandbox } = useHere();
  const current = session.sandboxes.find((one) => one.name === sandbox);
  const show = (name: string) => {
    if (name !== sandbox) window.location.assign(`/@${name}/`);
  };
  return (
    <MenuTrigger>
      <ActionButton isQuiet aria-label={`Sandbox: ${current?.title ?? sandbox}`}>
        <Text>
          <span className={`sandbox-dot ${current?.type ?? ''}`} aria-hidden="true" />
          {current?.title ?? sandbox}
        </Text>
      </ActionButton>
      <Menu selectionMode="single" selectedKeys={[sandbox]} onAction={(key) => show(String(key))}>
        <MenuSection>
          <Header>
            <Heading>Sandboxes</Heading>
          </Header>
          {session.sandboxes.map((one) => (
            <MenuItem key={one.name} id={one.name} textValue={one.title}>
              <Text slot="label">{one.title}</Text>
              <Text slot="description">
                {one.name} · {one.type}
              </Text>
            </MenuItem>
          ))}
        </MenuSection>
      </Menu>
    </MenuTrigger>
  );
}
