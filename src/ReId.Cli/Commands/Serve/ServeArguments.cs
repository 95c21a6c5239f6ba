using System.CommandLine;
using System.Net;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using ReId.Cli.Hosting.Serving;
using ReId.Contracts;
using ReId.Index;
using ReId.Search;

namespace ReId.Cli.Commands.Serve;

/// <summary>The options of <c>reid serve</c> and <c>reid up</c> that concern HTTP.</summary>
internal sealed class ServeArguments
{
    // What decoders take, whatever is asked of them.
    private const int MostMegapixels = 64;

    private readonly Option<DirectoryInfo> _data = CommonOptions.Data();
    private readonly Option<string?> _database = DatabaseOption();
    private readonly Option<string?> _vectors = VectorsArgument.Create();
    private readonly Option<string?> _index = IndexArgument.Create();
    private readonly Option<string?> _pictures = PicturesArgument.Create();
    private readonly Option<string?> _weights = CommonOptions.Weights();
    private readonly Option<string> _device = CommonOptions.Device();
    private readonly Option<string?> _engine = CommonOptions.Engine();
    private readonly Option<string> _urls = new("--urls") { Description = "Addresses to listen at, separated by ';'", DefaultValueFactory = _ => ListenAddresses.Default, HelpName = "URL" };
    private readonly Option<DirectoryInfo?> _models = new("--models") { Description = "Folder of model files that an administrator may change to (default: models in the gallery's directory)", HelpName = "DIR" };
    private readonly Option<bool> _noKeys = new("--no-keys") { Description = "Ask for no keys; only where every address is loopback" };
    private readonly Option<FileInfo?> _certificate = new("--certificate") { Description = "Certificate of https:// addresses: PEM with its key, or PFX", HelpName = "FILE" };
    private readonly Option<FileInfo?> _password = new("--certificate-password-file") { Description = "File with the certificate's password", HelpName = "FILE" };
    private readonly Option<int> _maxBody = CommonOptions.Count("--max-body", "Largest request, MiB", 16);
    private readonly Option<int> _maxPixels = CommonOptions.Count("--max-pixels", $"Largest picture, megapixels, at most {MostMegapixels}", 50, MostMegapixels);
    private readonly Option<int> _rate = CommonOptions.Count("--rate", "Requests a minute of one key", 600);

    private readonly IdentityArguments _identities = new();

    /// <summary>Read where the option is not given: a password on a command line is everybody's who lists processes.</summary>
    public const string DatabaseVariable = "REID_DATABASE";

    public static Option<string?> DatabaseOption() => new("--database")
    {
        Description = $"PostgreSQL in place of SQLite: Host=…;Database=…;Username=… or postgres://… (default: ${DatabaseVariable})",
        HelpName = "CONNECTION",
    };

    /// <summary>The connection of an option's value, else of the environment; null for SQLite.</summary>
    public static string? Database(string? option) =>
        (option ?? Environment.GetEnvironmentVariable(DatabaseVariable)) is { Length: > 0 } connection ? connection : null;

    public void AddTo(Command command)
    {
        foreach (Option option in new Option[] { _data, _database, _vectors, _index, _pictures, _weights, _device, _engine, _urls, _models, _noKeys, _certificate, _password, _maxBody, _maxPixels, _rate })
        {
            command.Add(option);
        }

        _identities.AddTo(command);
    }

    /// <exception cref="UsageException">An address is none, or keys are off where others could reach it.</exception>
    public ServeOptions Options(ParseResult parsed)
    {
        var urls = ListenAddresses.Split(parsed.GetValue(_urls)!);
        var addresses = ListenAddresses.Parse(urls);
        var keys = !parsed.GetValue(_noKeys);
        if (!keys && Array.Find(addresses, address => !IsLoopback(address)) is { } open)
        {
            throw new UsageException($"--no-keys is for this machine alone, but {open.OriginalString} can be reached from others: use 127.0.0.1, or keys.");
        }

        var https = Array.Exists(addresses, address => address.Scheme == Uri.UriSchemeHttps);
        if (https != parsed.GetValue(_certificate) is not null)
        {
            throw new UsageException(https
                ? "--urls has an https:// address, which needs --certificate FILE."
                : "--certificate is given, but --urls has no https:// address.");
        }

        var embedder = CommonOptions.Embedder(parsed.GetValue(_weights), parsed.GetValue(_device)!, parsed.GetValue(_engine));
        return new ServeOptions
        {
            Gallery = new GalleryOptions
            {
                Directory = parsed.GetValue(_data)!.FullName,
                Database = Database(parsed.GetValue(_database)),
                Pictures = PicturesArgument.Read(parsed.GetValue(_pictures)),
                VectorDatabase = VectorsArgument.Read(parsed.GetValue(_vectors)),
                IndexKind = IndexArgument.Read(parsed.GetValue(_index)),
            },
            Embedder = embedder,
            Urls = urls,
            Certificate = parsed.GetValue(_certificate) is { } file ? Load(file, parsed.GetValue(_password)) : null,
            Api = new ApiOptions
            {
                Keys = keys,
                ModelFolder = parsed.GetValue(_models)?.FullName ?? Path.Combine(parsed.GetValue(_data)!.FullName, "models"),
                MaxBody = (long)parsed.GetValue(_maxBody) << 20,
                MaxPixels = parsed.GetValue(_maxPixels) * 1_000_000L,
                RequestsPerMinute = parsed.GetValue(_rate),
                Identities = _identities.Options(parsed),
            },
        };
    }

    private static bool IsLoopback(Uri address) =>
        address.Host == "localhost" || (IPAddress.TryParse(address.Host.Trim('[', ']'), out var ip) && IPAddress.IsLoopback(ip));

    private static X509Certificate2 Load(FileInfo file, FileInfo? passwordFile)
    {
        InputFile.MustExist("--certificate", file);
        if (passwordFile is not null)
        {
            InputFile.MustExist("--certificate-password-file", passwordFile);
        }

        var password = passwordFile is null ? null : File.ReadAllText(passwordFile.FullName).TrimEnd('\r', '\n');
        try
        {
            if (!string.Equals(file.Extension, ".pem", StringComparison.OrdinalIgnoreCase))
            {
                return X509CertificateLoader.LoadPkcs12FromFile(file.FullName, password);
            }

            return password is null
                ? X509Certificate2.CreateFromPemFile(file.FullName)
                : X509Certificate2.CreateFromEncryptedPemFile(file.FullName, password);
        }
        catch (CryptographicException failure)
        {
            throw new ReIdException($"--certificate '{file}' cannot be used ({failure.Message.TrimEnd('.')}): give a .pem with certificate and key, or a .pfx.", failure);
        }
    }
}
