import { Body, Controller, Patch } from '@nestjs/common';
import { ApiOkResponse, ApiOperation, ApiTags } from '@nestjs/swagger';
import { Actor, type Principal, SignedIn } from '../../platform/access/index.js';
import { ApiProblems } from '../../platform/errors/index.js';
import { ApiIfMatch, IfMatch, Versioned } from '../../platform/http/index.js';
import { From } from '../login/caller.decorator.js';
import type { Caller } from '../login/caller.js';
import { UserResponse } from '../users/dto/user.response.js';
import { ProfileService } from './profile.service.js';
import { UpdateMeDto } from './update-me.dto.js';

@ApiTags('Auth')
@Controller('auth')
export class ProfileController {
  constructor(private readonly profile: ProfileService) {}

  @Patch('me')
  @SignedIn()
  @Versioned()
  @ApiIfMatch()
  @ApiOperation({
    summary: 'Change one’s name, address, or whether reminders come by mail',
    description: 'Another address needs the current password; a wrong one counts toward the login limit.',
  })
  @ApiOkResponse({ type: UserResponse })
  @ApiProblems(400, 401, 409, 412, 429)
  updateMe(
    @Actor() actor: Principal,
    @Body() body: UpdateMeDto,
    @From() caller: Caller,
    @IfMatch() ifMatch?: number,
  ): Promise<UserResponse> {
    return this.profile.update(actor, body, caller, ifMatch);
  }
}
