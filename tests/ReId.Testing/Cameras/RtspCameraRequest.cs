using System.Buffers.Binary;
using System.Globalization;
using System.Text;

namespace ReId.Testing.Cameras;

/// <summary>One request of an RTSP client (RFC 2326).</summary>
/// <param name="Method">What it wants, as "PLAY".</param>
/// <param name="Url">What it wants it of.</param>
/// <param name="Headers">The header's lines by their names, whose case does not matter.</param>
internal sealed record RtspCameraRequest(string Method, string Url, IReadOnlyDictionary<string, string> Headers)
{
    private const byte Interleaved = (byte)'$';

    /// <summary>The value of a header's line; empty where the client did not send it.</summary>
    public string this[string header] => Headers.GetValueOrDefault(header, "");

    /// <summary>Waits for the next request, passing over the client's reports on what it received (RTCP).</summary>
    /// <returns>The request, or null when the client has left.</returns>
    /// <exception cref="InvalidDataException">The client does not speak RTSP.</exception>
    public static async Task<RtspCameraRequest?> ReadAsync(BufferedStream stream, CancellationToken cancellationToken)
    {
        var first = new byte[1];
        do
        {
            if (await stream.ReadAsync(first, cancellationToken).ConfigureAwait(false) == 0)
            {
                return null;
            }
        }
        while (first[0] == Interleaved && await SkipPacketAsync(stream, cancellationToken).ConfigureAwait(false));

        var line = (char)first[0] + await ReadLineAsync(stream, cancellationToken).ConfigureAwait(false);
        if (line.Split(' ') is not [var method, var url, _])
        {
            throw new InvalidDataException($"An RTSP client began a request with '{line}'.");
        }

        var headers = new Dictionary<string, string>(StringComparer.OrdinalIgnoreCase);
        while (await ReadLineAsync(stream, cancellationToken).ConfigureAwait(false) is { Length: > 0 } header)
        {
            var parts = header.Split(':', 2, StringSplitOptions.TrimEntries);
            headers[parts[0]] = parts.Length > 1 ? parts[1] : "";
        }

        var body = int.Parse(headers.GetValueOrDefault("Content-Length", "0"), CultureInfo.InvariantCulture);
        await stream.ReadExactlyAsync(new byte[body], cancellationToken).ConfigureAwait(false);
        return new RtspCameraRequest(method, url, headers);
    }

    /// <summary>Always true, for the loop to go on.</summary>
    private static async Task<bool> SkipPacketAsync(BufferedStream stream, CancellationToken cancellationToken)
    {
        var head = new byte[3];
        await stream.ReadExactlyAsync(head, cancellationToken).ConfigureAwait(false);
        var packet = new byte[BinaryPrimitives.ReadUInt16BigEndian(head.AsSpan(1))];
        await stream.ReadExactlyAsync(packet, cancellationToken).ConfigureAwait(false);
        return true;
    }

    private static async Task<string> ReadLineAsync(BufferedStream stream, CancellationToken cancellationToken)
    {
        var line = new StringBuilder();
        var next = new byte[1];
        while (true)
        {
            await stream.ReadExactlyAsync(next, cancellationToken).ConfigureAwait(false);
            if (next[0] == '\n')
            {
                return line.ToString().TrimEnd('\r');
            }

            line.Append((char)next[0]);
        }
    }
}
