import { Button } from '@react-spectrum/s2/Button';
import { Code } from '../pieces/Code';
import { IssuerSignIn } from './IssuerSignIn';
import { Logo } from './Logo';

/** Says how to come in: there are no passwords, only a link that works once, and an issuer if there is one. */
export function SignIn() {
  return (
    <main className="alone">
      <div className="sign-in">
        <Logo size={56} />
        <h1>Sign in to Tributary</h1>
        <IssuerSignIn />
        <p>
          Tributary has no passwords. When it starts, it prints a link in its terminal. Open that link in this browser: it works
          once, and keeps you signed in here, for a while.
        </p>
        <p>Started a while ago? Whoever can read its home can ask for a new link:</p>
        <Code text="./tributary sign-in" />
        <p className="quiet">Signed in already, in another tab?</p>
        <Button variant="secondary" onPress={() => window.location.reload()}>
          Look again
        </Button>
      </div>
    </main>
  );
}
