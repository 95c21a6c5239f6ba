// Every test starts processes that use all cores; one after the other keeps their timing sane.
[assembly: CollectionBehavior(DisableTestParallelization = true)]
