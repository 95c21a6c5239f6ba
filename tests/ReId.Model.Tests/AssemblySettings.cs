using ReId.Testing;

// Native objects are counted over the process, so tests run one at a time.
[assembly: CollectionBehavior(DisableTestParallelization = true)]
[assembly: NoLeakedHandles]
