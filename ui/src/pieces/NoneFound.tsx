import { Button } from '@react-spectrum/s2/Button';
import type { Filters } from './filters';

/** What stands in a list when the filters leave nothing. */
export function NoneFound({ filters }: { filters: Filters }) {
  return (
    <div className="none-found" role="status">
      <p>Nothing matches.</p>
      <Button variant="secondary" onPress={filters.clear}>
        Show all
      </Button>
    </div>
  );
}
