import { lazy, Suspense, type ReactNode } from 'react';
import { Route, Routes, useLocation } from 'react-router';
import { Boundary } from './pieces/Boundary';
import { PageBones } from './pieces/Bones';

/*
 * One page, one file, one address; each is loaded when it is first visited.
 */
const Home = lazy(() => import('./pages/Home'));
const Sources = lazy(() => import('./pages/Sources'));
const Accounts = lazy(() => import('./pages/Accounts'));
const Flows = lazy(() => import('./pages/Flows'));
const Datasets = lazy(() => import('./pages/Datasets'));
const Schemas = lazy(() => import('./pages/Schemas'));

export function Pages({ elsewhere }: { elsewhere: ReactNode }) {
  const { pathname } = useLocation();
  return (
    <Boundary key={pathname}>
      <Suspense fallback={<PageBones />}>
        <Routes>
          <Route path="/" element={<Home />} />
          <Route path="/sources" element={<Sources />} />
          <Route path="/accounts" element={<Accounts />} />
          <Route path="/flows" element={<Flows />} />
          <Route path="/datasets" element={<Datasets />} />
          <Route path="/schemas" element={<Schemas />} />
          <Route path="*" element={elsewhere} />
        </Routes>
      </Suspense>
    </Boundary>
  );
}
