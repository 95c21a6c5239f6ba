using System.Runtime.InteropServices;

namespace ReId.Bindings.Torch.Native;

/// <summary>
/// How libtorch's OpenMP threads wait for work. By default they spin, which on a machine that also decodes and
/// searches takes the very cores that the others need: measured 10 times slower features under load.
/// </summary>
internal static partial class WaitPolicy
{
    private const string Variable = "OMP_WAIT_POLICY";

    /// <summary>
    /// Lets them sleep instead, unless the user decided. Must run before libgomp is loaded, which reads the variable
    /// once; .NET's own SetEnvironmentVariable does not reach native code.
    /// </summary>
    internal static void LetThreadsSleep() => _ = setenv(Variable, "passive", overwrite: 0);

    [LibraryImport("libc", StringMarshalling = StringMarshalling.Utf8)]
    private static partial int setenv(string name, string value, int overwrite);
}
