import { lazy, Suspense } from 'react';
import { Navigate, Route, Routes, useLocation } from 'react-router';
import { Boundary } from './pieces/Boundary';
import { PageBones } from './pieces/Bones';

/*
 * One page, one file, one address; each is loaded when it is first visited.
 */
const Home = lazy(() => import('./pages/Home'));
const Sources = lazy(() => import('./pages/Sources'));
const Monitoring = lazy(() => import('./pages/Monitoring'));
const SetUp = lazy(() => import('./pages/SetUp'));
const SetUpDraft = lazy(() => import('./pages/SetUpDraft'));
const Accounts = lazy(() => import('./pages/Accounts'));
const Account = lazy(() => import('./pages/Account'));
const AccountEdit = lazy(() => import('./pages/AccountEdit'));
const Flow = lazy(() => import('./pages/Flow'));
const FlowEdit = lazy(() => import('./pages/FlowEdit'));
const FlowMapping = lazy(() => import('./pages/FlowMapping'));
const Run = lazy(() => import('./pages/Run'));
const Try = lazy(() => import('./pages/Try'));
const Flows = lazy(() => import('./pages/Flows'));
const Datasets = lazy(() => import('./pages/Datasets'));
const Dataset = lazy(() => import('./pages/Dataset'));
const Schemas = lazy(() => import('./pages/Schemas'));
const Schema = lazy(() => import('./pages/Schema'));
const Users = lazy(() => import('./pages/Users'));
const Clients = lazy(() => import('./pages/Clients'));
const Sandboxes = lazy(() => import('./pages/Sandboxes'));
const Organisations = lazy(() => import('./pages/Organisations'));
const Audit = lazy(() => import('./pages/Audit'));
const Nowhere = lazy(() => import('./pages/Nowhere'));

export function Pages() {
  const { pathname } = useLocation();
  return (
    <Boundary key={pathname}>
      <Suspense fallback={<PageBones />}>
        <Routes>
          <Route path="/" element={<Home />} />
          <Route path="/monitoring" element={<Monitoring />} />
          <Route path="/sources" element={<Sources />} />
          <Route path="/sources/:spec/set-up" element={<SetUp />} />
          <Route path="/flows/:flow/set-up" element={<SetUpDraft />} />
          <Route path="/accounts" element={<Accounts />} />
          <Route path="/accounts/:account" element={<Account />} />
          <Route path="/accounts/:account/edit" element={<AccountEdit />} />
          <Route path="/flows" element={<Flows />} />
          <Route path="/flows/:flow" element={<Flow />} />
          <Route path="/flows/:flow/edit" element={<FlowEdit />} />
          <Route path="/flows/:flow/mapping" element={<FlowMapping />} />
          <Route path="/flows/:flow/runs/:run" element={<Run />} />
          <Route path="/try/:flow" element={<Try />} />
          <Route path="/datasets" element={<Datasets />} />
          <Route path="/datasets/:dataSet" element={<Dataset />} />
          <Route path="/schemas" element={<Schemas />} />
          <Route path="/schemas/:schema" element={<Schema />} />
          <Route path="/administration" element={<Navigate to="/administration/users" replace />} />
          <Route path="/administration/users" element={<Users />} />
          <Route path="/administration/clients" element={<Clients />} />
          <Route path="/administration/sandboxes" element={<Sandboxes />} />
          <Route path="/administration/organisations" element={<Organisations />} />
          <Route path="/administration/audit" element={<Audit />} />
          <Route path="*" element={<Nowhere />} />
        </Routes>
      </Suspense>
    </Boundary>
  );
}
