using System.Net;
using System.Net.Sockets;
using System.Runtime.CompilerServices;
using System.Text;

namespace ReId.Testing.Cameras;

/// <summary>What the cameras of the tests share: a port, clients that come and go, and the frames' clock.</summary>
public abstract class CameraServer : IAsyncDisposable
{
    private readonly Func<int, byte[]?> _picture;
    private readonly TimeSpan _interval;
    private readonly CancellationTokenSource _stop = new();
    private readonly Lock _gate = new();
    private readonly List<TcpClient> _clients = [];
    private readonly List<Task> _serving = [];
    private TcpListener _listener;
    private Task _accepting;
    private int _frame = -1;
    private int _connections;

    /// <summary>Starts listening.</summary>
    protected CameraServer(Func<int, byte[]?> picture, double framesPerSecond)
    {
        _picture = picture;
        _interval = TimeSpan.FromSeconds(1 / framesPerSecond);
        _listener = new TcpListener(IPAddress.Loopback, 0);
        _listener.Start();
        Port = ((IPEndPoint)_listener.LocalEndpoint).Port;
        _accepting = AcceptAsync(_listener);
    }

    /// <summary>What a user would type to watch the camera.</summary>
    public abstract string Url { get; }

    /// <summary>How many connections were accepted so far.</summary>
    public int Connections => Volatile.Read(ref _connections);

    /// <summary>Frames sent so far, to all clients.</summary>
    public int Frames => Volatile.Read(ref _frame) + 1;

    /// <summary>The port on 127.0.0.1.</summary>
    protected int Port { get; }

    /// <summary>Hangs up on every client; new ones are welcome.</summary>
    public void HangUp()
    {
        lock (_gate)
        {
            _clients.ForEach(client => client.Close());
            _clients.Clear();
        }
    }

    /// <summary>Hangs up and refuses whoever calls, as a camera that is switched off.</summary>
    public async Task SwitchOffAsync()
    {
        _listener.Stop();
        await _accepting.ConfigureAwait(false);
        HangUp();
    }

    /// <summary>Listens again on the same port.</summary>
    public void SwitchOn()
    {
        _listener = new TcpListener(IPAddress.Loopback, Port);
        _listener.Start();
        _accepting = AcceptAsync(_listener);
    }

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        await _stop.CancelAsync().ConfigureAwait(false);
        await SwitchOffAsync().ConfigureAwait(false);
        Task[] serving;
        lock (_gate)
        {
            serving = [.. _serving];
        }

        await Task.WhenAll(serving).ConfigureAwait(false);
        _stop.Dispose();
        GC.SuppressFinalize(this);
    }

    /// <summary>Talks to one client until it leaves.</summary>
    protected abstract Task ServeAsync(NetworkStream stream, CancellationToken cancellationToken);

    /// <summary>The frames in the camera's own time; never ends.</summary>
    protected async IAsyncEnumerable<byte[]> PicturesAsync([EnumeratorCancellation] CancellationToken cancellationToken)
    {
        using var clock = new PeriodicTimer(_interval);
        while (await clock.WaitForNextTickAsync(cancellationToken).ConfigureAwait(false))
        {
            if (_picture(Interlocked.Increment(ref _frame)) is { } jpeg)
            {
                yield return jpeg;
            }
        }
    }

    /// <summary>Sends text as ASCII.</summary>
    protected static ValueTask WriteAsync(NetworkStream stream, string text, CancellationToken cancellationToken) =>
        stream.WriteAsync(Encoding.ASCII.GetBytes(text), cancellationToken);

    private async Task AcceptAsync(TcpListener listener)
    {
        while (true)
        {
            TcpClient client;
            try
            {
                client = await listener.AcceptTcpClientAsync(_stop.Token).ConfigureAwait(false);
            }
            catch (Exception e) when (e is SocketException or ObjectDisposedException or InvalidOperationException or OperationCanceledException)
            {
                return;
            }

            Interlocked.Increment(ref _connections);
            lock (_gate)
            {
                _clients.Add(client);
                _serving.Add(TalkAsync(client));
            }
        }
    }

    private async Task TalkAsync(TcpClient client)
    {
        await Task.Yield();
        try
        {
            using (client)
            {
                client.NoDelay = true;
                await ServeAsync(client.GetStream(), _stop.Token).ConfigureAwait(false);
            }
        }
        catch (Exception e) when (e is IOException or ObjectDisposedException or InvalidOperationException or OperationCanceledException or SocketException)
        {
            // The client left, or was hung up on.
        }
    }
}
