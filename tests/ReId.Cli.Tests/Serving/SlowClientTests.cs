using System.Globalization;
using System.Net.Sockets;
using System.Text;

namespace ReId.Cli.Tests.Serving;

/// <summary>Clients that hold connections by sending next to nothing ("slow loris") are hung up on, and hold nobody up.</summary>
public sealed class SlowClientTests
{
    private const int Connections = 50;

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData("GET /v1/stats HTTP/1.1\r\nHost: a\r\nX-Slow: ")]
    [InlineData("POST /v1/session HTTP/1.1\r\nHost: a\r\nContent-Type: application/json\r\nContent-Length: 4000\r\n\r\n{\"key\":\"")]
    public async Task Who_never_ends_a_request_is_hung_up_on(string beginning)
    {
        await using var server = await TestServer.StartAsync();
        var slow = await Task.WhenAll(Enumerable.Range(0, Connections).Select(_ => BeginAsync(server.Address, beginning)));
        try
        {
            using var answer = await server.Viewer.GetAsync("/v1/stats", Token);
            Assert.True(answer.IsSuccessStatusCode);

            // A byte now and then is no help: the server asks for whole headers, and for a rate of the body.
            var ends = await Task.WhenAll(slow.Select(client => EndAsync(client)));

            // Kestrel says why (408) or only closes.
            Assert.All(ends, said => Assert.True(said.Length == 0 || said.StartsWith("HTTP/1.1 408", StringComparison.Ordinal), said));
        }
        finally
        {
            Array.ForEach(slow, client => client.Dispose());
        }
    }

    private static async Task<TcpClient> BeginAsync(Uri address, string beginning)
    {
        var client = new TcpClient();
        await client.ConnectAsync(address.Host, address.Port, Token);
        await client.GetStream().WriteAsync(Encoding.ASCII.GetBytes(beginning), Token);
        return client;
    }

    // Sends a byte each second until the server hangs up, and gives what it said.
    private static async Task<string> EndAsync(TcpClient client)
    {
        var stream = client.GetStream();
        var said = new StringBuilder();
        var buffer = new byte[1024];
        var reading = stream.ReadAsync(buffer, Token).AsTask();
        try
        {
            while (true)
            {
                if (await Task.WhenAny(reading, Task.Delay(TimeSpan.FromSeconds(1), Token)) != reading)
                {
                    await stream.WriteAsync("a"u8.ToArray(), Token);
                    continue;
                }

                var count = await reading;
                if (count == 0)
                {
                    return said.ToString();
                }

                said.Append(CultureInfo.InvariantCulture, $"{Encoding.ASCII.GetString(buffer, 0, count)}");
                reading = stream.ReadAsync(buffer, Token).AsTask();
            }
        }
        catch (IOException)
        {
            // Reset in place of a farewell.
            return said.ToString();
        }
    }
}
