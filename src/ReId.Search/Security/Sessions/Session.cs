using System.Security.Cryptography;
using System.Text;
using Microsoft.AspNetCore.Http;
using ReId.Search.Problems;

namespace ReId.Search.Security.Sessions;

/// <summary>A browser that has shown a key.</summary>
/// <param name="KeyId">The key.</param>
/// <param name="Token">What requests that change something must carry: another site cannot read it.</param>
/// <param name="ExpiresAt">When it ends.</param>
internal sealed record Session(Guid KeyId, string Token, DateTimeOffset ExpiresAt)
{
    public const string TokenHeader = "X-CSRF-Token";

    /// <exception cref="ApiException">The request changes something and does not carry the token.</exception>
    public void RequireToken(HttpRequest request)
    {
        if (HttpMethods.IsGet(request.Method) || HttpMethods.IsHead(request.Method))
        {
            return;
        }

        var given = Encoding.UTF8.GetBytes(request.Headers[TokenHeader].ToString());
        if (!CryptographicOperations.FixedTimeEquals(given, Encoding.UTF8.GetBytes(Token)))
        {
            throw new ApiException(
                StatusCodes.Status403Forbidden, $"With a session cookie this needs the header {TokenHeader}: GET /v1/session tells it.");
        }
    }
}
