using System.CommandLine;
using ReId.Cli.Commands.Serve;
using ReId.Cli.Hosting;
using ReId.Cli.Hosting.Bus;
using ReId.Cli.Hosting.Parts;
using ReId.Index;

namespace ReId.Cli.Commands;

/// <summary>The options of <c>reid ingest</c> that say where crops go: into a gallery of this process's own, or to a broker.</summary>
internal sealed class IngestPlace
{
    private readonly Option<DirectoryInfo> _data = CommonOptions.Data();
    private readonly Option<string?> _vectors = VectorsArgument.Create();
    private readonly Option<string?> _index = IndexArgument.Create();
    private readonly Option<string?> _pictures = PicturesArgument.Create();
    private readonly Option<string?> _weights = CommonOptions.Weights();
    private readonly Option<string> _device = CommonOptions.Device();
    private readonly Option<string?> _engine = CommonOptions.Engine();
    private readonly Option<string?> _bus = BusArgument.Create("else the gallery of --data");
    private readonly Option<string?> _urls = HealthArgument.Create();
    private readonly Option<double?> _expiry = CommonOptions.Rate(
        "--answer-timeout", "With --bus: seconds that the answer to a crop is waited for", new RemoteIngestOptions { Bus = BusOptions.InMemory }.Expiry.TotalSeconds);

    public void AddTo(Command command)
    {
        foreach (Option option in new Option[] { _data, _vectors, _index, _pictures, _weights, _device, _engine, _bus, _urls, _expiry })
        {
            command.Add(option);
        }
    }

    /// <summary>Checks the options; what comes back starts what they name.</summary>
    /// <exception cref="UsageException">An option is given that belongs to the other place.</exception>
    public Func<CancellationToken, Task<IIngestion>> Read(ParseResult parsed)
    {
        var bus = BusOptions.Read(parsed.GetValue(_bus));
        Option[] others = bus.IsRabbitMq ? [_data, _vectors, _index, _pictures, _weights, _device, _engine] : [_urls, _expiry];
        if (Array.Find(others, option => parsed.GetResult(option) is { Implicit: false }) is { } given)
        {
            throw new UsageException(bus.IsRabbitMq
                ? $"{given.Name} is for a gallery of this process's own, but crops go to the broker {bus.Shown}: give it to 'reid worker' or 'reid serve'."
                : $"{given.Name} is for crops that go to a broker, but neither --bus nor {BusOptions.Variable} names one.");
        }

        if (bus.IsRabbitMq)
        {
            var remote = new RemoteIngestOptions
            {
                Bus = bus,
                Urls = HealthArgument.Read(parsed.GetValue(_urls)),
                Expiry = TimeSpan.FromSeconds(Math.Clamp(parsed.GetValue(_expiry)!.Value, 1, 86_400)),
            };
            return async cancellationToken => await RemoteIngest.StartAsync(remote, cancellationToken).ConfigureAwait(false);
        }

        var options = new PipelineOptions
        {
            Gallery = new GalleryOptions
            {
                Directory = parsed.GetValue(_data)!.FullName,
                VectorDatabase = VectorsArgument.Read(parsed.GetValue(_vectors)),
                IndexKind = IndexArgument.Read(parsed.GetValue(_index)),
                Pictures = PicturesArgument.Read(parsed.GetValue(_pictures)),
            },
            Embedder = CommonOptions.Embedder(parsed.GetValue(_weights), parsed.GetValue(_device)!, parsed.GetValue(_engine)),
            Shown = parsed.GetValue(_data)!.ToString(),
        };
        return async cancellationToken => await Pipeline.StartAsync(options, cancellationToken).ConfigureAwait(false);
    }
}
