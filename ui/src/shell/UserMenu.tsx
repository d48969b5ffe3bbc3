import { ActionButton } from '@react-spectrum/s2/ActionButton';
import { Menu, MenuItem, MenuTrigger, MenuSection, Header, Heading, Text } from '@react-spectrum/s2/Menu';
import User from '@react-spectrum/s2/icons/User';
import { useState } from 'react';
import { useHere } from '../api/session';
import { theme, wear, type Theme } from './theme';

export function UserMenu() {
  const { session } = useHere();
  const [worn, setWorn] = useState(theme);
  const choose = (wanted: Theme) => {
    wear(wanted);
    setWorn(wanted);
  };
  return (
    <MenuTrigger align="end">
      <ActionButton isQuiet aria-label={`${session.user}: appearance and sign out`}>
        <User />
      </ActionButton>
      <Menu onAction={(key) => key === 'end' && void signOut()}>
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
    </MenuTrigger>
  );
}

async function signOut() {
  await fetch('/tributary/session/end', { method: 'POST', credentials: 'same-origin' });
  window.location.assign('/');
}
