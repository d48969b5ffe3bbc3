import { Component, type ReactNode } from 'react';
import { Problem } from './Problem';

/** Keeps a defect of one page from taking the whole interface with it. */
export class Boundary extends Component<{ children: ReactNode }, { error?: unknown }> {
  override state: { error?: unknown } = {};

  static getDerivedStateFromError(error: unknown) {
    return { error };
  }

  override render() {
    return this.state.error === undefined ? (
      this.props.children
    ) : (
      <Problem title="This page has a defect" error={this.state.error} retry={() => this.setState({ error: undefined })} />
    );
  }
}
