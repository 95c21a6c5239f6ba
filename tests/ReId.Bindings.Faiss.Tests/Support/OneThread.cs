namespace ReId.Bindings.Faiss.Tests.Support;

/// <summary>
/// OpenMP threads wait for each other by spinning; on a build machine that is busy with other work a training of many
/// small steps then takes minutes. One thread is enough for every test that is not about threads.
/// </summary>
public sealed class OneThread
{
    public OneThread() => FaissLibrary.Threads = 1;
}
