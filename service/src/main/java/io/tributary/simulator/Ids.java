package io.tributary.simulator;

/**
 * The ids of one object type by index, strictly ascending. The oldest three tenths step by 50 from
 * 51, as in portals of the first years; later ones are long numbers in clusters with gaps. Both
 * directions cost O(1), so that no list of ids is needed.
 */
final class Ids {
  private static final long OLD_FIRST = 51;
  private static final long OLD_STEP = 50;
  private static final int CLUSTER = 1_000;
  private static final long CLUSTER_STRIDE = 5_000_000;
  private static final long SLOT = 37;

  private final long seed;
  private final int count;
  private final int old;
  private final long newBase;

  Ids(long seed, int count, long newBase) {
    this.seed = seed;
    this.count = count;
    this.old = (int) (count * 3L / 10);
    this.newBase = newBase;
  }

  int count() {
    return count;
  }

  long idAt(int index) {
    if (index < old) {
      return OLD_FIRST + OLD_STEP * index;
    }
    int later = index - old;
    long slot = (later / CLUSTER) * CLUSTER_STRIDE + (later % CLUSTER) * SLOT;
    return newBase + slot + Hash.below(Hash.of(seed, later), (int) SLOT);
  }

  /** The first index whose id is {@code id} or greater; {@link #count()} when there is none. */
  int lowerBound(long id) {
    int index = guess(id);
    while (index < count && idAt(index) < id) {
      index++;
    }
    return index;
  }

  /** The index of an id, or -1. */
  int indexOf(long id) {
    int index = lowerBound(id);
    return index < count && idAt(index) == id ? index : -1;
  }

  /** An index at or a step before the lower bound. */
  private int guess(long id) {
    if (id <= OLD_FIRST) {
      return 0;
    }
    if (id < newBase) {
      return (int) Math.min(old, (id - OLD_FIRST) / OLD_STEP);
    }
    long cluster = (id - newBase) / CLUSTER_STRIDE;
    long inside = Math.min(CLUSTER, (id - newBase) % CLUSTER_STRIDE / SLOT);
    return (int) Math.min(count, old + cluster * CLUSTER + inside);
  }
}
