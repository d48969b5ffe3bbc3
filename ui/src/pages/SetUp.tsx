import { useNavigate, useParams, useSearchParams } from 'react-router';
import { useSources } from '../api/queries';
import { PageBones } from '../pieces/Bones';
import { Problem } from '../pieces/Problem';
import { AccountStep } from '../setup/AccountStep';
import { DataStep } from '../setup/DataStep';

/** The set-up of a source up to the choice of what to read; from there on it is a draft. */
export default function SetUp() {
  const { spec: id } = useParams();
  const [parameters, setParameters] = useSearchParams();
  const navigate = useNavigate();
  const sources = useSources();
  const spec = sources.data?.find((one) => one.id === id);
  const account = parameters.get('account');
  if (sources.error) return <Problem error={sources.error} retry={() => void sources.refetch()} />;
  if (sources.isPending) return <PageBones />;
  if (!spec) return <Problem title="No such source" error={new Error(`There is no source with the id ${id}. The catalogue lists those that there are.`)} />;
  if (account === null) return <AccountStep spec={spec} onChosen={(chosen) => setParameters({ account: chosen })} />;
  return <DataStep spec={spec} accountId={account} back={`/sources/${spec.id}/set-up`} onDone={(flow) => void navigate(`/flows/${flow}/set-up?step=dataset`, { replace: true })} />;
}
