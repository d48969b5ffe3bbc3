import { Menu, MenuItem, MenuSection, Header, Heading, Text } from '@react-spectrum/s2/Menu';
import { Popover } from '@react-spectrum/s2/Popover';
import { useState } from 'react';
import { useHere } from '../api/session';
import type { PopupProps } from '../pieces/PopupButton';
import { theme, wear, type Theme } from './theme';

export default function UserMenu({ trigger, close }: PopupProps) {
  const { session } = useHere();
  const [worn, setWorn] = useState(theme);
  const choose = (wanted: Theme) => {
    wear(wanted);
    setWorn(wanted);
  };
  return (
    <Popover isOpen onOpenChange={close} triggerRef={trigger} placement="bottom end" hideArrow aria-label={session.user}>
      <Menu autoFocus="first" aria-label={session.user} onClose={close} onAction={(key) => key === 'end' && void signOut()}>
        <MenuSection>
          <Header>
            <Heading>{session.user}</Heading>
            <Text slot="description">
              {session.tenant} · {session.roles.join(', ')}
            </Text>
          </Header>
        </MenuSection>
        <MenuSection selectionMode="single" selectedKeys={[worn]} onSelectionChange={(keys) => choose([...keys][0] as Theme)}>
          <Header>
            <Heading>Appearance</Heading>
          </Header>
          <MenuItem id="system">As the system</MenuItem>
          <MenuItem id="light">Light</MenuItem>
          <MenuItem id="dark">Dark</MenuItem>
        </MenuSection>
        <MenuSection>
          <Header>
            <Heading>Tributary {session.version}</Heading>
          </Header>
          <MenuItem id="end">Sign out</MenuItem>
        </MenuSection>
      </Menu>
    </Popover>
  );
}

async function signOut() {
  await fetch('/tributary/session/end', { method: 'POST', credentials: 'same-origin' });
  window.location.assign('/');
}
