using System.Globalization;
using System.Net.Sockets;
using System.Text;

namespace ReId.Testing.Cameras;

/// <summary>
/// A network camera as many of them are: an HTTP server that sends JPEG after JPEG (multipart/x-mixed-replace). It can be
/// made to do what cameras do: refuse, stall, hang up, freeze, change its picture's size.
/// </summary>
public sealed class HttpCamera : CameraServer
{
    private const string Boundary = "reidframe";

    /// <summary>Starts the camera on a free port of this machine.</summary>
    /// <param name="picture">The JPEG of each frame by its number; null for a camera that keeps the line but sends nothing.</param>
    /// <param name="framesPerSecond">How fast it sends.</param>
    public HttpCamera(Func<int, byte[]?> picture, double framesPerSecond = 25)
        : base(picture, framesPerSecond)
    {
    }

    /// <inheritdoc/>
    public override string Url => $"http://127.0.0.1:{Port}/stream.mjpg";

    /// <inheritdoc/>
    protected override async Task ServeAsync(NetworkStream stream, CancellationToken cancellationToken)
    {
        using (var reader = new StreamReader(stream, Encoding.ASCII, leaveOpen: true))
        {
            while (await reader.ReadLineAsync(cancellationToken).ConfigureAwait(false) is { Length: > 0 })
            {
                // The request says nothing that matters here.
            }
        }

        await WriteAsync(
            stream, $"HTTP/1.0 200 OK\r\nContent-Type: multipart/x-mixed-replace; boundary={Boundary}\r\n\r\n", cancellationToken)
            .ConfigureAwait(false);
        await foreach (var jpeg in PicturesAsync(cancellationToken).ConfigureAwait(false))
        {
            var head = string.Create(
                CultureInfo.InvariantCulture, $"--{Boundary}\r\nContent-Type: image/jpeg\r\nContent-Length: {jpeg.Length}\r\n\r\n");
            await WriteAsync(stream, head, cancellationToken).ConfigureAwait(false);
            await stream.WriteAsync(jpeg, cancellationToken).ConfigureAwait(false);
            await WriteAsync(stream, "\r\n", cancellationToken).ConfigureAwait(false);
        }
    }
}
