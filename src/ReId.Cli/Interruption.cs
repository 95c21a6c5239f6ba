using System.Runtime.InteropServices;

namespace ReId.Cli;

/// <summary>
/// Ctrl-C and SIGTERM as a cancellation token: the first lets the work end in order, a second ends the process at once.
/// </summary>
/// <remarks>
/// In place of System.CommandLine's own handling, which swallows what the work throws after a signal, and with it the
/// sentence that says where the work stands.
/// </remarks>
internal sealed class Interruption : IDisposable
{
    private readonly CancellationTokenSource _source;
    private readonly TimeSpan _farewell;
    private readonly PosixSignalRegistration[] _signals;
    private Timer? _patience;

    /// <param name="farewell">How long the work may take to end before the process does.</param>
    /// <param name="outer">Cancels too.</param>
    public Interruption(TimeSpan farewell, CancellationToken outer)
    {
        _source = CancellationTokenSource.CreateLinkedTokenSource(outer);
        _farewell = farewell;
        _signals = [PosixSignalRegistration.Create(PosixSignal.SIGINT, Take), PosixSignalRegistration.Create(PosixSignal.SIGTERM, Take)];
    }

    /// <summary>Is cancelled by the first signal.</summary>
    public CancellationToken Token => _source.Token;

    public void Dispose()
    {
        Array.ForEach(_signals, signal => signal.Dispose());
        _patience?.Dispose();
        _source.Dispose();
    }

    private void Take(PosixSignalContext signal)
    {
        if (_source.IsCancellationRequested)
        {
            return;
        }

        signal.Cancel = true;
        _patience = new Timer(_ => Environment.Exit(ExitCodes.Interrupted), state: null, _farewell, Timeout.InfiniteTimeSpan);
        _source.Cancel();
    }
}
