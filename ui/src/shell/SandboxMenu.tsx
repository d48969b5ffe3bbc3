import { Menu, MenuItem, MenuSection, Header, Heading, Text } from '@react-spectrum/s2/Menu';
import { Popover } from '@react-spectrum/s2/Popover';
import { useHere } from '../api/session';
import type { PopupProps } from '../pieces/PopupButton';

/** The sandboxes; another one is another address. */
export default function SandboxMenu({ trigger, close }: PopupProps) {
  const { session, sandbox } = useHere();
  const show = (name: string) => {
    if (name !== sandbox) window.location.assign(`/@${name}/`);
  };
  return (
    <Popover isOpen onOpenChange={close} triggerRef={trigger} placement="bottom start" hideArrow aria-label="Sandboxes">
      <Menu
        autoFocus="first"
        aria-label="Sandboxes"
        onClose={close}
        selectionMode="single"
        selectedKeys={[sandbox]}
        onAction={(key) => show(String(key))}
      >
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
    </Popover>
  );
}
