using System.Net.Security;
using System.Security.Cryptography.X509Certificates;
using ReId.Contracts;

namespace ReId.Cli.Hosting.Bus;

/// <summary>Accepts the certificates of a broker that an authority of the operator's own signed; the host's name must still be right.</summary>
internal sealed class PrivateAuthority
{
    private readonly X509Certificate2Collection _authorities = [];

    /// <exception cref="ReIdException">The file holds no certificate.</exception>
    public PrivateAuthority(string file)
    {
        try
        {
            _authorities.ImportFromPemFile(file);
        }
        catch (System.Security.Cryptography.CryptographicException e)
        {
            throw new ReIdException($"The cacertfile '{file}' holds no certificate in PEM form: {e.Message}", e);
        }
    }

    public bool Accepts(object sender, X509Certificate? certificate, X509Chain? chain, SslPolicyErrors errors)
    {
        if (certificate is null || (errors & ~SslPolicyErrors.RemoteCertificateChainErrors) != SslPolicyErrors.None)
        {
            return false;
        }

        using var own = new X509Chain();
        own.ChainPolicy.TrustMode = X509ChainTrustMode.CustomRootTrust;
        own.ChainPolicy.CustomTrustStore.AddRange(_authorities);
        own.ChainPolicy.RevocationMode = X509RevocationMode.NoCheck;
        using var server = X509CertificateLoader.LoadCertificate(certificate.GetRawCertData());
        return own.Build(server);
    }
}
