using ReId.Bindings.Faiss.Tests.Support;
using ReId.Testing;

[assembly: NoLeakedHandles]
[assembly: CollectionBehavior(DisableTestParallelization = true)]
[assembly: AssemblyFixture(typeof(OneThread))]
