using ReId.Testing;

[assembly: NoLeakedHandles]
[assembly: CollectionBehavior(DisableTestParallelization = true)]
